// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.functions.aggregate.AggregateFunctions;
import dev.millrace.functions.aggregate.DistinctAccumulator;
import dev.millrace.functions.aggregate.NthValue;
import dev.millrace.functions.aggregate.Rank;
import dev.millrace.functions.anomaly.OverFunctions;
import dev.millrace.functions.scalar.ScalarFunctions;
import dev.millrace.model.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Functions by name. Immutable. */
public final class FunctionCatalog {
    private final Map<String, ScalarFunction> scalars = new LinkedHashMap<>();
    private final Map<String, AggregateFunction> aggregates = new LinkedHashMap<>();
    private final List<FunctionLibrary> libraries;
    private final Map<String, OverFunction> overs = new LinkedHashMap<>();

    public FunctionCatalog(List<ScalarFunction> scalarFunctions, List<AggregateFunction> aggregateFunctions) {
        this(scalarFunctions, aggregateFunctions, List.of());
    }

    public FunctionCatalog(
            List<ScalarFunction> scalarFunctions,
            List<AggregateFunction> aggregateFunctions,
            List<OverFunction> overFunctions) {
        this(scalarFunctions, aggregateFunctions, overFunctions, List.of());
    }

    private FunctionCatalog(
            List<ScalarFunction> scalarFunctions,
            List<AggregateFunction> aggregateFunctions,
            List<OverFunction> overFunctions,
            List<FunctionLibrary> libraries) {
        this.libraries = List.copyOf(libraries);
        overFunctions.forEach(f -> overs.put(f.name(), f));
        scalarFunctions.forEach(f -> scalars.put(f.name(), f));
        aggregateFunctions.forEach(f -> aggregates.put(f.name(), f));
    }

    /** Every function that ships with Millrace, besides the operators that {@link dev.millrace.plan.Call} lists. */
    public static FunctionCatalog builtIn() {
        List<ScalarFunction> scalars = new ArrayList<>(ScalarFunctions.all());
        List<AggregateFunction> aggregates = new ArrayList<>(AggregateFunctions.all());
        List<FunctionLibrary> libraries = new ArrayList<>();
        // By name, so that the order does not depend on the class path.
        ServiceLoader.load(FunctionLibrary.class, FunctionLibrary.class.getClassLoader()).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get)
                .forEach(library -> {
                    scalars.addAll(library.scalars());
                    aggregates.addAll(library.aggregates());
                    libraries.add(library);
                });
        List<OverFunction> overs = new ArrayList<>(OverFunctions.all());
        overs.addAll(List.of(new Rank(false), new Rank(true), new NthValue()));
        return new FunctionCatalog(scalars, aggregates, overs, libraries);
    }

    /** By upper-case name, or by {@link UserFunctionName}, which throws IllegalArgumentException when its class is not there. */
    public Optional<ScalarFunction> scalar(String name) {
        ScalarFunction known = scalars.get(name);
        return known != null
                ? Optional.of(known)
                : libraries.stream().flatMap(l -> l.scalar(name).stream()).findFirst();
    }

    /** As {@link #scalar}. */
    public Optional<AggregateFunction> aggregate(String name) {
        AggregateFunction known = aggregates.get(name);
        return known != null
                ? Optional.of(known)
                : libraries.stream().flatMap(l -> l.aggregate(name).stream()).findFirst();
    }

    /** Functions that stand with OVER alone, by upper-case name. */
    public Optional<OverFunction> over(String name) {
        return Optional.ofNullable(overs.get(name));
    }

    /**
     * Code of an aggregate call, DISTINCT included.
     *
     * @param function upper-case name
     * @param arguments types of the argument columns
     * @param result type of the result
     * @return empty when there is no such function for these arguments
     */
    public Optional<Accumulator> accumulator(
            String function, List<DataType> arguments, boolean isDistinct, DataType result) {
        return aggregate(function)
                .filter(f -> f.resultType(arguments).isPresent())
                .map(f -> f.bind(arguments, result))
                .map(a -> isDistinct && !arguments.isEmpty() ? new DistinctAccumulator(a, arguments) : a);
    }

    public Collection<ScalarFunction> scalars() {
        return List.copyOf(scalars.values());
    }

    public Collection<AggregateFunction> aggregates() {
        return List.copyOf(aggregates.values());
    }

    public Collection<OverFunction> overs() {
        return List.copyOf(overs.values());
    }
}
