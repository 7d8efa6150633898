// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks a path up in a document. Keeps the last document and path, because a query often takes several values out of one column.
 * As in Flink a path without {@code lax} or {@code strict} is strict.
 */
final class JsonPaths {
    private static final Pattern MODE =
            Pattern.compile("\\s*(strict|lax)\\s+(.+)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Configuration STRICT = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider(JsonText.MAPPER))
            .mappingProvider(new JacksonMappingProvider(JsonText.MAPPER))
            .build();
    private static final Configuration LAX = STRICT.addOptions(Option.SUPPRESS_EXCEPTIONS);

    private String pathText;
    private JsonPath path;
    private boolean isLax;

    private String documentText;
    private Object document;
    private IllegalArgumentException documentError;

    /**
     * What a path leads to.
     *
     * @param value null when there is nothing
     * @param error null when all is well
     */
    record Found(Object value, IllegalArgumentException error, boolean isLax) {
        boolean isScalar() {
            return !(value instanceof Map) && !(value instanceof Collection);
        }
    }

    Found find(String json, String wantedPath) {
        compile(wantedPath);
        parse(json);
        if (documentError != null) {
            return new Found(null, documentError, isLax);
        }
        try {
            return new Found(path.read(document, isLax ? LAX : STRICT), null, isLax);
        } catch (JsonPathException e) {
            return new Found(null, new IllegalArgumentException(message(e.getMessage()), e), isLax);
        }
    }

    private static String message(String text) {
        return "JSON path: " + String.valueOf(text).replace('\n', ' ');
    }

    private void compile(String wanted) {
        if (wanted.equals(pathText)) {
            return;
        }
        Matcher mode = MODE.matcher(wanted);
        boolean hasMode = mode.matches();
        try {
            path = JsonPath.compile(hasMode ? mode.group(2) : wanted);
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + wanted + "' is no JSON path such as '$.motor.temp': " + e.getMessage(), e);
        }
        isLax = hasMode && mode.group(1).equalsIgnoreCase("lax");
        pathText = wanted;
    }

    private void parse(String json) {
        if (json.equals(documentText)) {
            return;
        }
        documentText = json;
        documentError = null;
        document = null;
        try {
            document = JsonText.parse(json);
        } catch (JsonProcessingException e) {
            documentError = new IllegalArgumentException(
                    "text is no JSON: " + e.getOriginalMessage().replace('\n', ' '), e);
        }
    }
}
