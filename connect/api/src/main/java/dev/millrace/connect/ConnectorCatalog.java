// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connectors and formats that this build knows, by name. Immutable; made in one place, {@code app/server}. */
public final class ConnectorCatalog {
    private final Map<String, Connector> connectors = new LinkedHashMap<>();
    private final Map<String, Format> formats = new LinkedHashMap<>();

    public ConnectorCatalog(List<Connector> connectorList, List<Format> formatList) {
        connectorList.forEach(c -> connectors.put(c.name(), c));
        formatList.forEach(f -> formats.put(f.name(), f));
    }

    public Optional<Connector> connector(String name) {
        return Optional.ofNullable(connectors.get(name));
    }

    public Optional<Format> format(String name) {
        return Optional.ofNullable(formats.get(name));
    }

    public List<String> connectorNames() {
        return List.copyOf(connectors.keySet());
    }

    public List<String> formatNames() {
        return List.copyOf(formats.keySet());
    }
}
