// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.kernel.host.ScenarioEngine.Emission;
import dev.millrace.kernel.host.ScenarioEngine.Result;
import dev.millrace.model.ByteReader;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a scenario's result of the parcels that left its pipeline. */
final class ScenarioResults {
    /** As they were caused: by arrival, then in the order of the flow. */
    private static final Comparator<Parcel> EMISSION = Comparator.comparingLong(Parcel::order)
            .thenComparingInt(Parcel::sender)
            .thenComparingLong(Parcel::sequence);

    private final Layout layout;

    ScenarioResults(HostedPlan plan) {
        layout = plan.layout();
    }

    /** @param left of one batch after the other */
    Result of(List<Parcel> left) {
        Pipeline pipeline = layout.graph().pipeline();
        List<RowCodec> codecs = pipeline.outputs().stream()
                .map(output -> new RowCodec(output.target().table().schema()))
                .toList();
        List<Emission> emissions = new ArrayList<>();
        List<LedgerEntry> ledger = new ArrayList<>();
        Map<Integer, Counts> counts = new TreeMap<>();
        List<Parcel> sorted = new ArrayList<>(left);
        sorted.sort(EMISSION);
        for (Parcel parcel : sorted) {
            switch (parcel.kind()) {
                case RESULT -> {
                    Output output = pipeline.outputs().get(parcel.input());
                    emissions.add(new Emission(
                            output.id(), codecs.get(parcel.input()).readWithOrigin(new ByteReader(parcel.bytes()))));
                }
                case LEDGER -> ledger.add(LedgerRecords.decode(parcel.bytes()));
                case COUNTS -> {}
                case ROW, RECORD, UNREADABLE, EXCHANGE, CLOCK, IDLE, END ->
                    throw new IllegalStateException(parcel.kind() + " left the pipeline");
            }
        }
        // The last of each sender in the order of the batches: they are sums since the task began.
        left.stream()
                .filter(parcel -> parcel.kind() == Parcel.Kind.COUNTS)
                .forEach(parcel -> counts.put(parcel.sender(), Counts.of(parcel.bytes())));
        return new Result(emissions, ledger, balances(counts));
    }

    private List<Balance> balances(Map<Integer, Counts> counts) {
        Map<String, Counts.Table> sums = new TreeMap<>();
        for (Counts one : counts.values()) {
            one.tables().forEach((name, table) -> sums.merge(name, table, Counts.Table::plus));
        }
        List<Balance> balances = new ArrayList<>();
        for (TableDefinition table : layout.graph().pipeline().tables()) {
            if (layout.graph().reader(table.name()).isPresent()) {
                Counts.Table sum = sums.get(table.name());
                balances.add(
                        sum == null
                                ? new Balance(table.name(), 0, 0, 0)
                                : new Balance(table.name(), sum.read(), sum.used(), sum.inLedger()));
            }
        }
        return balances;
    }
}
