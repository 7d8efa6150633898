// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import org.apache.spark.sql.SparkSession;

/** Makes Spark's session for this process. */
final class SparkSessions {
    private SparkSessions() {}

    /** The session of the process, made when there is none yet: takes some seconds. */
    static SparkSession open(SparkSettings settings) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("millrace")
                .master(settings.master())
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", ParcelSerializer.Registrator.class.getName())
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
                .config("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true")
                // Plans of streams with state are not adapted anyway, and bounded runs are no queries.
                .config("spark.sql.adaptive.enabled", "false");
        settings.spark().forEach(builder::config);
        return builder.getOrCreate();
    }
}
