package dev.maestro.core;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.Images;
import java.lang.reflect.Proxy;

/** Ports that no test without pictures may use. */
public final class NoPictures {

    public static final Images IMAGES = refusing(Images.class);
    public static final ObjectStore OBJECTS = refusing(ObjectStore.class);

    private NoPictures() {}

    private static <T> T refusing(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, values) -> {
                    if (method.getName().equals("metered")) {
                        return proxy;
                    }
                    throw new AssertionError("no picture in these tests, but " + method.getName());
                }));
    }
}
