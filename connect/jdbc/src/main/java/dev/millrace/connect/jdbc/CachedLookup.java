// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Options;
import dev.millrace.model.Lookup;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps answers of another lookup, {@code 'lookup.cache' = 'PARTIAL'}: so many rows, so long. Shared by the threads of a pipeline. */
final class CachedLookup implements Lookup {
    private final Lookup lookup;
    private final LookupKeys keys;
    private final boolean keepsMissing;
    private final Cache<List<Object>, List<Row>> cache;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    CachedLookup(Lookup lookup, LookupKeys keys, Options options) {
        this(lookup, keys, options, Ticker.systemTicker());
    }

    CachedLookup(Lookup lookup, LookupKeys keys, Options options, Ticker ticker) {
        this.lookup = lookup;
        this.keys = keys;
        keepsMissing = options.get(JdbcOptions.CACHE_MISSING);
        Caffeine<List<Object>, List<Row>> builder = Caffeine.newBuilder()
                .ticker(ticker)
                // What is too much goes before the next answer is kept, not some time later on another thread.
                .executor(Runnable::run)
                .maximumWeight(options.get(JdbcOptions.CACHE_ROWS))
                .weigher((key, rows) -> Math.max(1, rows.size()));
        options.find(JdbcOptions.EXPIRE_AFTER_WRITE)
                .ifPresent(ms -> builder.expireAfterWrite(ms, TimeUnit.MILLISECONDS));
        options.find(JdbcOptions.EXPIRE_AFTER_ACCESS)
                .ifPresent(ms -> builder.expireAfterAccess(ms, TimeUnit.MILLISECONDS));
        cache = builder.build();
    }

    @Override
    public List<List<Row>> find(List<Row> wanted) {
        List<List<Object>> values = new ArrayList<>();
        List<List<Row>> found = new ArrayList<>();
        List<Row> unknown = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Row key : wanted) {
            values.add(KeyValues.ofQuestion(key, keys.types()));
            List<Row> rows = cache.getIfPresent(values.get(values.size() - 1));
            if (rows == null) {
                unknown.add(key);
                places.add(found.size());
            }
            found.add(rows);
        }
        hits.addAndGet(wanted.size() - unknown.size());
        misses.addAndGet(unknown.size());
        if (!unknown.isEmpty()) {
            List<List<Row>> answers = lookup.find(unknown);
            for (int i = 0; i < answers.size(); i++) {
                int place = places.get(i);
                found.set(place, answers.get(i));
                if (keepsMissing || !answers.get(i).isEmpty()) {
                    cache.put(values.get(place), answers.get(i));
                }
            }
        }
        return found;
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(lookup.counters());
        counters.put("cache_hits", hits.get());
        counters.put("cache_misses", misses.get());
        counters.put("cached_keys", cache.estimatedSize());
        return counters;
    }

    @Override
    public void close() {
        lookup.close();
    }
}
