// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.geo;

/**
 * Earth as a sphere of its mean radius. Distances differ from those on the WGS84 ellipsoid by up to 0.56 % (meridians near the
 * poles), mostly by less than 0.3 %.
 */
public final class Sphere {
    /** Mean radius R1 = (2a + b) / 3 of WGS84 in metres (Moritz, Geodetic Reference System 1980, as IUGG gives it). */
    public static final double RADIUS_M = 6_371_008.8;

    private Sphere() {}

    /**
     * Metres along the great circle, by the haversine formula (Sinnott, Virtues of the Haversine, 1984): exact to rounding also
     * for points a metre apart and across the antimeridian.
     */
    public static double distanceM(double latitude1, double longitude1, double latitude2, double longitude2) {
        double phi1 = Math.toRadians(latitude(latitude1));
        double phi2 = Math.toRadians(latitude(latitude2));
        double sinPhi = Math.sin((phi2 - phi1) / 2);
        double sinLambda = Math.sin(Math.toRadians(longitude(longitude2) - longitude(longitude1)) / 2);
        double haversine = sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
        return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }

    /** Course at the first point of the great circle to the second, in degrees from north, 0 up to 360. */
    public static double bearingDeg(double latitude1, double longitude1, double latitude2, double longitude2) {
        double phi1 = Math.toRadians(latitude(latitude1));
        double phi2 = Math.toRadians(latitude(latitude2));
        double lambda = Math.toRadians(longitude(longitude2) - longitude(longitude1));
        double east = Math.sin(lambda) * Math.cos(phi2);
        double north = Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(lambda);
        double degrees = Math.toDegrees(Math.atan2(east, north));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /** The latitude itself; throws when it is none. */
    static double latitude(double degrees) {
        if (!(degrees >= -90 && degrees <= 90)) {
            throw new IllegalArgumentException("latitude " + degrees + " is not between -90 and 90");
        }
        return degrees;
    }

    /** The longitude itself; some devices count to 360, so that is taken. */
    static double longitude(double degrees) {
        if (!(degrees >= -360 && degrees <= 360)) {
            throw new IllegalArgumentException("longitude " + degrees + " is not between -180 and 180");
        }
        return degrees;
    }
}
