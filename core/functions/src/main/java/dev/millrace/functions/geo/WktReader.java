// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Areas in well-known text (OGC 06-103r4, section 7): POLYGON and MULTIPOLYGON of longitude and latitude. */
final class WktReader {
    private final String text;
    private int position;

    WktReader(String text) {
        this.text = text;
    }

    Fence fence() {
        String kind = word().toUpperCase(Locale.ROOT);
        List<Fence.Polygon> polygons = new ArrayList<>();
        if (kind.equals("POLYGON")) {
            polygons.add(polygon());
        } else if (kind.equals("MULTIPOLYGON")) {
            expect('(');
            do {
                polygons.add(polygon());
            } while (accept(','));
            expect(')');
        } else {
            throw failure();
        }
        if (!atEnd()) {
            throw failure();
        }
        return new Fence(polygons);
    }

    private Fence.Polygon polygon() {
        List<Ring> rings = new ArrayList<>();
        expect('(');
        do {
            rings.add(ring());
        } while (accept(','));
        expect(')');
        return new Fence.Polygon(rings);
    }

    private Ring ring() {
        List<double[]> corners = new ArrayList<>();
        expect('(');
        do {
            corners.add(new double[] {Sphere.longitude(number()), Sphere.latitude(number())});
        } while (accept(','));
        expect(')');
        return new Ring(corners);
    }

    private boolean atEnd() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position == text.length();
    }

    private String word() {
        return taken(c -> Character.isLetter(c));
    }

    private double number() {
        String number = taken(c -> Character.isDigit(c) || "+-.eE".indexOf(c) >= 0);
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw failure();
        }
    }

    private interface Wanted {
        boolean test(char c);
    }

    private String taken(Wanted wanted) {
        atEnd();
        int start = position;
        while (position < text.length() && wanted.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean accept(char wanted) {
        boolean isThere = !atEnd() && text.charAt(position) == wanted;
        position += isThere ? 1 : 0;
        return isThere;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw failure();
        }
    }

    private IllegalArgumentException failure() {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new IllegalArgumentException("'" + shown
                + "' is no area such as 'POLYGON((8 50, 9 50, 9 51, 8 50))' at character " + (position + 1));
    }
}
