// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import dev.millrace.functions.UserFunctionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Instances of users' classes. One loader for each jar as it is now: a jar that changed is read anew by the next compilation. */
final class UserClasses {
    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private UserClasses() {}

    /** A new instance; throws IllegalArgumentException with the reason when there is none. */
    static Object create(UserFunctionName name) {
        try {
            return Class.forName(name.className(), true, loader(name))
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no class " + name.className() + where(name), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "class " + name.className() + where(name)
                            + " cannot be made with a public constructor without parameters: " + UserCall.reason(e),
                    e);
        }
    }

    private static String where(UserFunctionName name) {
        return name.jar().isEmpty() ? " on the class path" : " in " + name.jar();
    }

    private static ClassLoader loader(UserFunctionName name) {
        if (name.jar().isEmpty()) {
            return UserClasses.class.getClassLoader();
        }
        Path jar = Path.of(name.jar()).toAbsolutePath();
        try {
            String version = jar + "#" + Files.getLastModifiedTime(jar).toMillis() + "#" + Files.size(jar);
            return LOADERS.computeIfAbsent(version, key -> loader(jar));
        } catch (IOException e) {
            throw new IllegalArgumentException("jar " + jar + " cannot be read: " + e, e);
        }
    }

    private static ClassLoader loader(Path jar) {
        try {
            return new JarLoader(jar.toUri().toURL());
        } catch (IOException e) {
            throw new IllegalArgumentException("jar " + jar + " has no address: " + e, e);
        }
    }
}
