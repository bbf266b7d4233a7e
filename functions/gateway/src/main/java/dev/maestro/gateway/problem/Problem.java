package dev.maestro.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type {@code urn:maestro:problem:<code>}
 * @param title the code in words
 * @param status HTTP status
 * @param code stable, kebab-case
 * @param detail what is wrong and what to do
 * @param line of the body where it was found, from 1; null when that is not known
 * @param column in that line, from 1
 * @param param the field that it is about; null when that is not one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What went wrong (RFC 9457)", examples = """
        {"type": "urn:maestro:problem:empty-question", "title": "Empty question", "status": 400,
         "code": "empty-question", "detail": "the question is empty; write what you want to know"}""")
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String param) {

    /** Media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String code, String detail) {
        String words = code.replace('-', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem("urn:maestro:problem:" + code, title, status, code, detail, null, null, null);
    }

    public Problem at(int newLine, int newColumn) {
        return new Problem(type, title, status, code, detail, newLine, newColumn, param);
    }

    public Problem about(String newParam) {
        return new Problem(type, title, status, code, detail, line, column, newParam);
    }
}
