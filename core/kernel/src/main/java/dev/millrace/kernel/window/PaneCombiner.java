// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

/**
 * Combines panes into windows. Holds the result of the last call; one thread.
 *
 * <p>{@link #combine} serves windows that fire one after the other. It keeps two stacks over the panes of a key: suffixes of
 * the panes before a pivot, and one running state of those after it. A window is one suffix and the running state; when the
 * window's start passes the pivot, the pivot moves to the window's end and the suffixes are made anew. So a pane is merged three
 * times however many windows it belongs to. A late row makes the suffixes before it stale; they are repaired when the next
 * window needs them. {@link #around} serves the windows that contain one pane, at a constant number of merges a window.
 */
final class PaneCombiner {
    private final PaneLayout layout;
    private final Aggregation aggregation;
    private final boolean hasSuffixes;
    private final long[] totalWords;
    private final Object[] totalObjects;

    /** The result: words and references from these positions on. Valid until the next call or change of the state. */
    long[] words;

    int word;
    Object[] objects;
    int object;

    PaneCombiner(PaneLayout layout, Aggregation aggregation) {
        this.layout = layout;
        this.aggregation = aggregation;
        this.hasSuffixes = layout.hasSuffixes();
        this.totalWords = new long[aggregation.words()];
        this.totalObjects = new Object[aggregation.objects()];
    }

    /** Room for the panes of a key: where suffixes are kept, each pane has its suffix behind it. */
    PaneList newPanes() {
        int copies = hasSuffixes ? 2 : 1;
        return new PaneList(aggregation.words() * copies, aggregation.objects() * copies);
    }

    /** Takes note that a pane changed. */
    void changed(WindowState state, long pane) {
        if (pane >= state.backEnd) {
            return;
        }
        if (pane < state.pivot) {
            state.staleThrough = Math.max(state.staleThrough, pane);
        } else {
            state.backEnd = state.pivot;
        }
    }

    /** Combines the window with this end, which has at least one pane with rows. Ends must not decrease for a key. */
    void combine(WindowState state, long end) {
        PaneList panes = state.panes;
        int from = panes.lowerBound(layout.startOf(end));
        int to = panes.lowerBound(end);
        if (to - from == 1) {
            result(panes.words(), panes.wordOf(from), panes.objects(), panes.objectOf(from));
        } else if (layout.isCumulate()) {
            combinePrefix(state, layout.startOf(end), end);
        } else if (!hasSuffixes || to - from <= PaneLayout.FEW_PANES) {
            mergeAll(panes, from, to);
        } else {
            combineStacks(state, from, end);
        }
    }

    private void mergeAll(PaneList panes, int from, int to) {
        aggregation.reset(totalWords, 0, totalObjects, 0);
        for (int slot = from; slot < to; slot++) {
            aggregation.merge(totalWords, 0, totalObjects, 0, panes, slot);
        }
        result(totalWords, 0, totalObjects, 0);
    }

    /** Windows that share their start: each adds the panes since the one before. */
    private void combinePrefix(WindowState state, long start, long end) {
        if (state.pivot != start) {
            beginBack(state, start);
        }
        extendBack(state, end);
        result(state.backWords, 0, state.backObjects, 0);
    }

    private void combineStacks(WindowState state, int from, long end) {
        PaneList panes = state.panes;
        if (state.pivot == WindowState.NONE) {
            // Keys that started together must not move their pivots together, so the first one is spread by the clock.
            long spread = Math.floorMod(state.clockMs * 0x9E3779B97F4A7C15L >>> 17, (long) layout.panesPerWindow());
            flip(state, from, end - spread);
        } else if (end - layout.panesPerWindow() >= state.pivot) {
            flip(state, from, end);
        } else if (state.staleThrough >= panes.numberAt(from)) {
            repair(state, from);
        }
        extendBack(state, end);
        int middle = panes.lowerBound(state.pivot);
        if (from >= middle) {
            result(state.backWords, 0, state.backObjects, 0);
            return;
        }
        copySuffix(totalWords, totalObjects, panes, from);
        aggregation.merge(totalWords, 0, totalObjects, 0, state.backWords, 0, state.backObjects, 0);
        result(totalWords, 0, totalObjects, 0);
    }

    private void flip(WindowState state, int from, long pivot) {
        beginBack(state, pivot);
        state.staleThrough = pivot - 1;
        repair(state, from);
    }

    private void beginBack(WindowState state, long pivot) {
        if (state.backWords == null) {
            state.backWords = new long[aggregation.words()];
            state.backObjects = new Object[aggregation.objects()];
        }
        state.pivot = pivot;
        state.backEnd = pivot;
    }

    private void extendBack(WindowState state, long end) {
        if (state.backEnd == state.pivot) {
            aggregation.reset(state.backWords, 0, state.backObjects, 0);
        }
        PaneList panes = state.panes;
        for (int slot = panes.lowerBound(state.backEnd); slot < panes.end() && panes.numberAt(slot) < end; slot++) {
            aggregation.merge(state.backWords, 0, state.backObjects, 0, panes, slot);
        }
        state.backEnd = Math.max(state.backEnd, end);
    }

    /** Combines the suffixes of the stale panes anew, from the last one down to the first that the window needs. */
    private void repair(WindowState state, int from) {
        PaneList panes = state.panes;
        int middle = panes.lowerBound(state.pivot);
        int w = aggregation.words();
        int o = aggregation.objects();
        for (int slot = panes.lowerBound(state.staleThrough + 1) - 1; slot >= from; slot--) {
            int word = panes.wordOf(slot);
            int object = panes.objectOf(slot);
            aggregation.copy(
                    panes.words(), word + w, panes.objects(), object + o, panes.words(), word, panes.objects(), object);
            if (slot + 1 < middle) {
                aggregation.merge(
                        panes.words(),
                        word + w,
                        panes.objects(),
                        object + o,
                        panes.words(),
                        panes.wordOf(slot + 1) + w,
                        panes.objects(),
                        panes.objectOf(slot + 1) + o);
            }
        }
        state.staleThrough = WindowState.NONE;
    }

    private void copySuffix(long[] intoWords, Object[] intoObjects, PaneList panes, int slot) {
        aggregation.copy(
                intoWords,
                0,
                intoObjects,
                0,
                panes.words(),
                panes.wordOf(slot) + aggregation.words(),
                panes.objects(),
                panes.objectOf(slot) + aggregation.objects());
    }

    /** Receives the windows around a pane. */
    interface WindowVisitor {
        /** The combiner holds the result of the window; {@code hasRows} is false when no pane of it has any. */
        void window(long end, boolean hasRows);
    }

    /** Combines all windows that contain a pane, whether it has rows or not, with ends from first to last. */
    void around(WindowState state, long pane, long firstEnd, long lastEnd, WindowVisitor visitor) {
        PaneList panes = state.panes;
        int found = panes.find(pane);
        int leftEnd = found >= 0 ? found : -1 - found;
        int rightStart = found >= 0 ? found + 1 : leftEnd;
        int left = panes.lowerBound(layout.startOf(firstEnd));
        Suffixes before = new Suffixes(panes, left, leftEnd);
        long[] rightWords = new long[aggregation.words()];
        Object[] rightObjects = new Object[aggregation.objects()];
        aggregation.reset(rightWords, 0, rightObjects, 0);
        int right = rightStart;
        for (long end = firstEnd; end <= lastEnd; end++) {
            for (; right < panes.end() && panes.numberAt(right) < end; right++) {
                aggregation.merge(rightWords, 0, rightObjects, 0, panes, right);
            }
            while (left < leftEnd && panes.numberAt(left) < layout.startOf(end)) {
                left++;
            }
            if (left == leftEnd && right == rightStart && found >= 0) {
                result(panes.words(), panes.wordOf(found), panes.objects(), panes.objectOf(found));
            } else {
                before.copyTo(left);
                if (found >= 0) {
                    aggregation.merge(totalWords, 0, totalObjects, 0, panes, found);
                }
                aggregation.merge(totalWords, 0, totalObjects, 0, rightWords, 0, rightObjects, 0);
                result(totalWords, 0, totalObjects, 0);
            }
            visitor.window(end, left < leftEnd || found >= 0 || right > rightStart);
        }
    }

    private void result(long[] resultWords, int atWord, Object[] resultObjects, int atObject) {
        words = resultWords;
        word = atWord;
        objects = resultObjects;
        object = atObject;
    }

    /** Suffixes of the panes in slots {@code [from, to)}, made for one call. */
    private final class Suffixes {
        private final int from;
        private final int to;
        private final long[] suffixWords;
        private final Object[] suffixObjects;

        Suffixes(PaneList panes, int from, int to) {
            this.from = from;
            this.to = to;
            int w = aggregation.words();
            int o = aggregation.objects();
            suffixWords = new long[(to - from) * w];
            suffixObjects = new Object[(to - from) * o];
            for (int slot = to - 1; slot >= from; slot--) {
                int i = slot - from;
                aggregation.copy(
                        suffixWords,
                        i * w,
                        suffixObjects,
                        i * o,
                        panes.words(),
                        panes.wordOf(slot),
                        panes.objects(),
                        panes.objectOf(slot));
                if (slot + 1 < to) {
                    aggregation.merge(
                            suffixWords,
                            i * w,
                            suffixObjects,
                            i * o,
                            suffixWords,
                            (i + 1) * w,
                            suffixObjects,
                            (i + 1) * o);
                }
            }
        }

        void copyTo(int slot) {
            if (slot >= to) {
                aggregation.reset(totalWords, 0, totalObjects, 0);
            } else {
                int i = slot - from;
                aggregation.copy(
                        totalWords,
                        0,
                        totalObjects,
                        0,
                        suffixWords,
                        i * aggregation.words(),
                        suffixObjects,
                        i * aggregation.objects());
            }
        }
    }
}
