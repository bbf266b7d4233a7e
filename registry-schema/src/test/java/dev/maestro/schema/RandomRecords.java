package dev.maestro.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random valid instances of the records. */
final class RandomRecords {

    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("digest", List.of("sha256:00ff", "sha256:1234")),
            Map.entry("effect", List.of("allow", "deny")),
            Map.entry("kind", List.of("random", "best-pair", "generative")),
            Map.entry("url", List.of("http://127.0.0.1:8000/v1", "https://models.example/v1")),
            Map.entry("target", List.of("127.0.0.1:8001", "triton:8001")));

    private final SplittableRandom random;

    RandomRecords(SplittableRandom random) {
        this.random = random;
    }

    /** A random instance; lists have one or two elements, so that every field is there to be tested. */
    Object of(Class<?> type) {
        if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return of(permitted[random.nextInt(permitted.length)]);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        boolean either = type.getSimpleName().equals("ImageInput");
        int present = random.nextInt(2);
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            boolean left = either ? i != present : isNullable(components[i]) && random.nextInt(3) == 0;
            values[i] = left ? null : value(components[i].getName(), components[i].getGenericType());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("no random " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no random " + type, e);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private @Nullable Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? Map.of("extraField", random.nextInt(9))
                    : list(name, generic.getActualTypeArguments()[0]);
        }
        if (type == String.class) {
            List<String> words = WORDS.getOrDefault(name, List.of("alpha", "beta-2", "gamma"));
            return words.get(random.nextInt(words.size()));
        }
        if (type == int.class || type == Integer.class) {
            return name.equals("stepIndex") ? 0 : 1 + random.nextInt(2);
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong(1, 1L << 40);
        }
        if (type == double.class || type == Double.class) {
            return 0.01 + 0.9 * random.nextDouble();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(1L << 41));
        }
        Class<?> named = (Class<?>) type;
        return named.isEnum() ? named.getEnumConstants()[random.nextInt(named.getEnumConstants().length)] : of(named);
    }

    private List<Object> list(String name, Type element) {
        List<Object> result = new ArrayList<>();
        int size = name.equals("steps") ? 1 : 1 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            result.add(value(name, element));
        }
        return result;
    }
}
