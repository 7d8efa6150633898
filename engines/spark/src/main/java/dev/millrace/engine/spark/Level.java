// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.TaskOptions;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The tasks of one level over one partition of a bounded input: parcels come sorted, so there is one task at a time, which is forgotten
 * when the next one's parcels begin. What is not for this level passes.
 */
final class Level implements FlatMapFunction<Iterator<Parcel>, Parcel> {
    private static final long serialVersionUID = 1;

    private final HostedPlan plan;
    private final int level;

    Level(HostedPlan plan, int level) {
        this.plan = plan;
        this.level = level;
    }

    @Override
    public Iterator<Parcel> call(Iterator<Parcel> parcels) {
        return new Out(parcels);
    }

    /** Takes a parcel whenever what came out of those before is used up. */
    private final class Out implements Iterator<Parcel> {
        private final Iterator<Parcel> in;
        private final Layout layout = plan.layout();
        private final Queue<Parcel> made = new ArrayDeque<>();
        private TaskHost host;
        private int address = -1;

        Out(Iterator<Parcel> in) {
            this.in = in;
        }

        @Override
        public boolean hasNext() {
            while (made.isEmpty() && in.hasNext()) {
                take(in.next());
            }
            if (made.isEmpty()) {
                leave();
            }
            return !made.isEmpty();
        }

        @Override
        public Parcel next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return made.remove();
        }

        private void take(Parcel parcel) {
            if (parcel.isLeaving() || layout.place(parcel.address()).level() != level) {
                made.add(parcel);
                return;
            }
            if (parcel.address() != address) {
                leave();
                address = parcel.address();
                host = new TaskHost(plan, address, TaskOptions.savedAsAWhole());
            }
            host.take(parcel, made::add);
        }

        private void leave() {
            if (host != null) {
                host.sendCounts(made::add);
                host = null;
                address = -1;
            }
        }
    }
}
