# What runs inside the sandbox around the given source. The answer is: outcome, length of the error, error, output.
import contextlib
import io
import sys

LONGEST = 20000


def run(source):
    output = io.StringIO()
    outcome, error = "completed", ""
    try:
        code = compile(source, "<code>", "exec")
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            exec(code, {"__name__": "__main__", "__builtins__": __builtins__})
    except MemoryError:
        outcome = "out-of-memory"
    except BaseException as raised:
        outcome, error = "raised", described(raised)
    try:
        text = output.getvalue()[:LONGEST]
    except MemoryError:
        outcome, text = "out-of-memory", ""
    error = error[:LONGEST]
    return f"{outcome}\n{len(error)}\n{error}{text}"


def described(raised):
    try:
        said = str(raised)
    except BaseException:
        said = ""
    place = raised.__traceback__
    line = 0
    while place is not None:
        if place.tb_frame.f_code.co_filename == "<code>":
            line = place.tb_lineno
        place = place.tb_next
    if isinstance(raised, SyntaxError):
        line = raised.lineno or 0
    where = f" (line {line})" if line else ""
    return type(raised).__name__ + (": " + said if said else "") + where
