// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.user;

import java.net.URL;
import java.net.URLClassLoader;

/** Classes of one jar. They see Java, the interfaces for functions and the model; every other class comes from the jar itself. */
final class JarLoader extends URLClassLoader {
    private static final String[] SHARED = {"dev.millrace.udf.", "dev.millrace.model."};

    static {
        registerAsParallelCapable();
    }

    JarLoader(URL jar) {
        super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
        for (String prefix : SHARED) {
            if (name.startsWith(prefix)) {
                return Class.forName(name, false, JarLoader.class.getClassLoader());
            }
        }
        return super.loadClass(name, isResolved);
    }
}
