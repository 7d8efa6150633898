// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.functions.geo.Fence;
import dev.millrace.functions.geo.Sphere;
import dev.millrace.model.DataType;
import java.util.List;

/** Functions of positions in degrees of WGS84: latitude before longitude, but longitude before latitude in well-known text. */
final class GeoFunctions {
    private GeoFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                ofTwoPoints(
                        "GEO_DISTANCE_M",
                        "Metres between two points along the great circle: haversine formula on a sphere of radius 6371008.8 m,"
                                + " within 0.56 % of the distance on the ellipsoid. Degrees that are none go to the ledger.",
                        "GEO_DISTANCE_M(0, 179.5, 0, -179.5)",
                        "111195.08023353321",
                        Sphere::distanceM),
                ofTwoPoints(
                        "GEO_BEARING_DEG",
                        "Course from the first point to the second along the great circle, degrees from north, 0 up to 360.",
                        "GEO_BEARING_DEG(0, 0, 0, 1)",
                        "90.0",
                        Sphere::bearingDeg),
                circle(),
                within());
    }

    private interface OfTwoPoints {
        double apply(double latitude1, double longitude1, double latitude2, double longitude2);
    }

    private static ScalarFunction ofTwoPoints(
            String name, String text, String example, String result, OfTwoPoints code) {
        FunctionDoc doc =
                new FunctionDoc(name + "(latitude1, longitude1, latitude2, longitude2)", text, example, result);
        Definition.Typing typing =
                Typings.of(DataType.DOUBLE, Typings::isNumber, Typings::isNumber, Typings::isNumber, Typings::isNumber);
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            Numbers.DoubleReader[] read = readers(arguments, 4);
            return (slots, slot) -> slot.setDouble(code.apply(
                    read[0].read(slots[0]), read[1].read(slots[1]), read[2].read(slots[2]), read[3].read(slots[3])));
        });
    }

    private static Numbers.DoubleReader[] readers(List<DataType> arguments, int count) {
        return arguments.subList(0, count).stream().map(Numbers::asDouble).toArray(Numbers.DoubleReader[]::new);
    }

    private static ScalarFunction circle() {
        FunctionDoc doc = new FunctionDoc(
                "GEO_WITHIN_CIRCLE(latitude, longitude, center_latitude, center_longitude, radius_m)",
                "Whether a point is at most so many metres away from a center.",
                "GEO_WITHIN_CIRCLE(48.137, 11.575, 48.14, 11.58, 1000)",
                "TRUE");
        Definition.Typing typing = Typings.of(
                DataType.BOOLEAN,
                Typings::isNumber,
                Typings::isNumber,
                Typings::isNumber,
                Typings::isNumber,
                Typings::isNumber);
        return Definition.strict("GEO_WITHIN_CIRCLE", doc, typing, (arguments, type) -> {
            Numbers.DoubleReader[] read = readers(arguments, 5);
            return (slots, slot) -> slot.setBoolean(Sphere.distanceM(
                            read[0].read(slots[0]),
                            read[1].read(slots[1]),
                            read[2].read(slots[2]),
                            read[3].read(slots[3]))
                    <= read[4].read(slots[4]));
        });
    }

    private static ScalarFunction within() {
        FunctionDoc doc = new FunctionDoc(
                "GEO_WITHIN(latitude, longitude, area)",
                "Whether a point is in an area or on its edge. The area is well-known text, longitude first: POLYGON((lon lat,"
                        + " ...), (hole ...)) or MULTIPOLYGON. Edges are straight in longitude and latitude and take the shorter"
                        + " way, also across the antimeridian; a ring around a pole encloses it.",
                "GEO_WITHIN(50.5, 8.6, 'POLYGON((8 50, 9 50, 9 51, 8 51, 8 50))')",
                "TRUE");
        Definition.Typing typing = Typings.of(DataType.BOOLEAN, Typings::isNumber, Typings::isNumber, Typings::isText);
        return Definition.strict("GEO_WITHIN", doc, typing, (arguments, type) -> {
            Numbers.DoubleReader[] read = readers(arguments, 2);
            LastFence last = new LastFence();
            return (slots, slot) ->
                    slot.setBoolean(last.of(slots[2]).covers(read[0].read(slots[0]), read[1].read(slots[1])));
        });
    }

    /** The last area, parsed; areas are constants or few. */
    private static final class LastFence {
        private String text;
        private Fence fence;

        Fence of(Slot area) {
            if (!area.asString().equals(text)) {
                fence = Fence.parse(area.asString());
                text = area.asString();
            }
            return fence;
        }
    }
}
