// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeoTest {
    @Test
    void a_quarter_and_a_half_of_the_way_round() {
        double quarter = Math.PI / 2 * Sphere.RADIUS_M;
        assertEquals(quarter, Sphere.distanceM(0, 0, 0, 90), 1e-6);
        assertEquals(quarter, Sphere.distanceM(0, 0, 90, 17), 1e-6);
        assertEquals(2 * quarter, Sphere.distanceM(0, 0, 0, 180), 1e-6);
        assertEquals(2 * quarter, Sphere.distanceM(90, 0, -90, 55), 1e-6);
        assertEquals(0, Sphere.distanceM(12, 34, 12, 34));
    }

    /** Karney's geodesic on WGS84 from London Heathrow to New York JFK is 5 554 908 m. */
    @Test
    void the_sphere_is_within_its_stated_error_of_the_ellipsoid() {
        double metres = Sphere.distanceM(51.4706, -0.461941, 40.639751, -73.778925);
        assertEquals(5_554_908, metres, 5_554_908 * 0.0056);
    }

    @Test
    void small_distances_keep_their_digits() {
        assertEquals(Math.toRadians(1e-7) * Sphere.RADIUS_M, Sphere.distanceM(50, 8, 50.0000001, 8), 1e-7);
    }

    @Test
    void courses() {
        assertEquals(0, Sphere.bearingDeg(0, 0, 1, 0), 1e-9);
        assertEquals(180, Sphere.bearingDeg(1, 0, 0, 0), 1e-9);
        assertEquals(270, Sphere.bearingDeg(0, 179.5, 0, 179), 1e-9);
        assertEquals(90, Sphere.bearingDeg(0, 179.5, 0, -179.5), 1e-9);
    }

    @Test
    void a_fence_covers_its_inside_and_its_edge_but_not_its_holes() {
        Fence fence = Fence.parse("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))");
        assertTrue(fence.covers(1, 1));
        assertTrue(fence.covers(0, 5));
        assertTrue(fence.covers(10, 10));
        assertTrue(fence.covers(4, 5));
        assertFalse(fence.covers(5, 5));
        assertFalse(fence.covers(5, 10.001));
        assertTrue(fence.covers(5, 361 - 360 + 1));
    }

    @Test
    void a_fence_may_cross_the_antimeridian_and_longitudes_may_count_to_360() {
        Fence fence = Fence.parse("POLYGON((170 -10, -170 -10, -170 10, 170 10, 170 -10))");
        assertTrue(fence.covers(0, 180));
        assertTrue(fence.covers(0, -180));
        assertTrue(fence.covers(0, -175));
        assertTrue(fence.covers(0, 185));
        assertFalse(fence.covers(0, 0));
        assertFalse(fence.covers(0, -169));
    }

    @Test
    void a_ring_around_a_pole_encloses_it() {
        Fence north = Fence.parse("POLYGON((0 70, 120 70, -120 70, 0 70))");
        assertTrue(north.covers(90, 0));
        assertTrue(north.covers(75, -33));
        assertFalse(north.covers(69, 10));
        assertFalse(north.covers(-80, 10));
        Fence south = Fence.parse("POLYGON((0 -70, -120 -70, 120 -70, 0 -70))");
        assertTrue(south.covers(-90, 50));
        assertFalse(south.covers(-60, 50));
    }

    @Test
    void several_areas() {
        Fence fence = Fence.parse("multipolygon (((0 0, 1 0, 1 1, 0 0)), ((20 20, 21 20, 21 21, 20 20)))");
        assertTrue(fence.covers(0.5, 0.9));
        assertTrue(fence.covers(20.5, 20.9));
        assertFalse(fence.covers(10, 10));
    }

    @Test
    void nonsense_fails_with_a_message_for_the_ledger() {
        for (String wkt : List.of(
                "",
                "POINT(1 2)",
                "POLYGON((0 0, 1 1))",
                "POLYGON((0 0, 1 0, 1 1)",
                "POLYGON((0 95, 1 0, 1 1))",
                "POLYGON((a b))")) {
            assertThrows(IllegalArgumentException.class, () -> Fence.parse(wkt), wkt);
        }
        assertThrows(IllegalArgumentException.class, () -> Sphere.distanceM(91, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Sphere.distanceM(0, Double.NaN, 0, 0));
    }
}
