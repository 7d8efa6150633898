-- Values more than three standard deviations away from the mean of the last hundred.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE alerts (
  device STRING, ts TIMESTAMP(3), `value` DOUBLE, zscore DOUBLE
) WITH ('connector' = 'kafka', 'topic' = 'alerts', 'format' = 'json');

INSERT INTO alerts
SELECT device, ts, `value`, (`value` - mean) / deviation
FROM (
  SELECT device, ts, `value`, AVG(`value`) OVER last_hundred AS mean, STDDEV_POP(`value`) OVER last_hundred AS deviation
  FROM readings
  WINDOW last_hundred AS (PARTITION BY device ORDER BY ts ROWS BETWEEN 99 PRECEDING AND CURRENT ROW)
)
WHERE deviation > 0 AND ABS((`value` - mean) / deviation) > 3;
