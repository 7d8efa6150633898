// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.kernel.KernelError;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.WindowSpec;

/**
 * How windows are cut into panes. With 60 s every 15 s: pane 8 is {@code [120 s, 135 s)}, window end 8 is {@code [60 s, 120 s)}
 * and consists of panes 4 to 7.
 *
 * @param sliceMs length of a pane
 * @param offsetMs shift of the alignment
 * @param panesPerWindow of the longest window
 * @param isCumulate whether windows that end in the same period share their start
 */
record PaneLayout(long sliceMs, long offsetMs, int panesPerWindow, boolean isCumulate) {
    /** A window of a day every 100 ms; more would let the state of one key grow without reason. */
    private static final int PANES_MAX = 864_000;

    /** Windows of so few panes are merged as they are; keeping suffixes would cost more than it saves. */
    static final int FEW_PANES = 4;

    static PaneLayout of(WindowSpec window) {
        if (window.slideMs() <= 0 || window.sizeMs() % window.slideMs() != 0) {
            throw MillraceException.of(
                    KernelError.WINDOW_NOT_SUPPORTED,
                    window.kind() + " size " + window.sizeMs() + " ms is not a multiple of its slide "
                            + window.slideMs() + " ms",
                    "Choose a slide that divides the size.");
        }
        long panes = window.sizeMs() / window.slideMs();
        if (panes > PANES_MAX) {
            throw MillraceException.of(
                    KernelError.WINDOW_NOT_SUPPORTED,
                    window.kind() + " size is " + panes + " times its slide, at most " + PANES_MAX + " are kept",
                    "Choose a longer slide.");
        }
        boolean isCumulate = window.kind() == WindowSpec.Kind.CUMULATE;
        return new PaneLayout(window.slideMs(), window.offsetMs(), (int) panes, isCumulate);
    }

    /** Whether the combination of what is behind each pane is kept beside it. */
    boolean hasSuffixes() {
        return !isCumulate && panesPerWindow > FEW_PANES;
    }

    long paneOf(long timeMs) {
        return Math.floorDiv(timeMs - offsetMs, sliceMs);
    }

    /** Time at which a pane begins; also the end of the window of that number. */
    long timeOf(long pane) {
        return pane * sliceMs + offsetMs;
    }

    /** First pane of the window with this end. */
    long startOf(long end) {
        return isCumulate ? Math.floorDiv(end - 1, panesPerWindow) * panesPerWindow : end - panesPerWindow;
    }

    /** End of the last window that a pane belongs to; the first one's is {@code pane + 1}. */
    long lastEndOf(long pane) {
        return isCumulate
                ? Math.floorDiv(pane, panesPerWindow) * panesPerWindow + panesPerWindow
                : pane + panesPerWindow;
    }

    /** Greatest end with {@code end time <= timeMs}; the least number when the time is that of nothing yet. */
    long endThrough(long timeMs) {
        return timeMs < Long.MIN_VALUE / 2 ? Long.MIN_VALUE : paneOf(timeMs);
    }
}
