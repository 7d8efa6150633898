// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.geo;

import java.util.List;

/**
 * An area with straight edges in longitude and latitude, as in GeoJSON (RFC 7946). An edge takes the shorter way round the Earth,
 * so a fence may cross the antimeridian; a ring once around a pole encloses the nearer pole. Points on an edge are inside.
 * Immutable; a test costs one step for each corner.
 */
public final class Fence {
    private final List<Polygon> polygons;

    /**
     * An area with holes.
     *
     * @param rings the outer one, then the holes
     */
    record Polygon(List<Ring> rings) {
        boolean covers(double longitude, double latitude) {
            if (!rings.get(0).covers(longitude, latitude)) {
                return false;
            }
            for (Ring hole : rings.subList(1, rings.size())) {
                if (hole.covers(longitude, latitude) && !hole.isOnEdge(longitude, latitude)) {
                    return false;
                }
            }
            return true;
        }
    }

    Fence(List<Polygon> polygons) {
        this.polygons = List.copyOf(polygons);
    }

    /** Reads {@code POLYGON((lon lat, ...), (hole ...))} or {@code MULTIPOLYGON(((...)), ...)}. */
    public static Fence parse(String wkt) {
        return new WktReader(wkt).fence();
    }

    /** Whether a point is inside or on the edge. */
    public boolean covers(double latitude, double longitude) {
        double y = Sphere.latitude(latitude);
        double x = Sphere.longitude(longitude);
        for (Polygon polygon : polygons) {
            if (polygon.covers(x, y)) {
                return true;
            }
        }
        return false;
    }
}
