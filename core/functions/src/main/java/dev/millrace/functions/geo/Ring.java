// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.geo;

import java.util.Arrays;
import java.util.List;

/** A closed line. Longitudes are unrolled: they go on beyond 180 instead of jumping to -180. */
final class Ring {
    private final double[] x;
    private final double[] y;

    /** Corners as longitude, latitude; the last may repeat the first. */
    Ring(List<double[]> corners) {
        int last = corners.size() - 1;
        boolean isClosed =
                last > 0 && corners.get(0)[0] == corners.get(last)[0] && corners.get(0)[1] == corners.get(last)[1];
        int size = isClosed ? last : last + 1;
        if (size < 3) {
            throw new IllegalArgumentException("a ring of a POLYGON has " + size + " corners; it needs 3");
        }
        double[] longitudes = new double[size + 2];
        double[] latitudes = new double[size + 2];
        double sumY = 0;
        for (int i = 0; i < size; i++) {
            longitudes[i] = i == 0 ? corners.get(0)[0] : near(longitudes[i - 1], corners.get(i)[0]);
            latitudes[i] = corners.get(i)[1];
            sumY += latitudes[i];
        }
        double end = near(longitudes[size - 1], longitudes[0]);
        if (Math.abs(end - longitudes[0]) > 180) {
            // Once around: the ring ends 360 degrees from where it began, and is closed by way of the pole.
            double pole = sumY < 0 ? -90 : 90;
            longitudes[size] = end;
            latitudes[size] = latitudes[0];
            x = new double[size + 3];
            y = new double[size + 3];
            System.arraycopy(longitudes, 0, x, 0, size + 1);
            System.arraycopy(latitudes, 0, y, 0, size + 1);
            x[size + 1] = longitudes[size];
            y[size + 1] = pole;
            x[size + 2] = longitudes[0];
            y[size + 2] = pole;
        } else {
            x = Arrays.copyOf(longitudes, size);
            y = Arrays.copyOf(latitudes, size);
        }
    }

    /** The longitude, whole turns added, that is nearest to another. */
    private static double near(double other, double longitude) {
        return longitude - 360 * Math.rint((longitude - other) / 360);
    }

    boolean covers(double longitude, double latitude) {
        for (int turn = -2; turn <= 2; turn++) {
            if (contains(longitude + 360 * turn, latitude)) {
                return true;
            }
        }
        return isOnEdge(longitude, latitude);
    }

    /** A ray to the east crosses the edges of an area an odd number of times. */
    private boolean contains(double px, double py) {
        boolean isInside = false;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            boolean isCrossed = y[i] > py != y[j] > py;
            if (isCrossed && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) {
                isInside = !isInside;
            }
        }
        return isInside;
    }

    boolean isOnEdge(double longitude, double latitude) {
        for (int turn = -2; turn <= 2; turn++) {
            double px = longitude + 360 * turn;
            for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
                double cross = (x[j] - x[i]) * (latitude - y[i]) - (y[j] - y[i]) * (px - x[i]);
                boolean isBetween = Math.min(x[i], x[j]) <= px
                        && px <= Math.max(x[i], x[j])
                        && Math.min(y[i], y[j]) <= latitude
                        && latitude <= Math.max(y[i], y[j]);
                if (isBetween && cross == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
