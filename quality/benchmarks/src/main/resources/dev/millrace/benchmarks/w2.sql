-- Meters whose newest value is below half of the average of the last hour, asked every 15 seconds.
CREATE TABLE readings (
  device STRING, type STRING, `value` DOUBLE, ts TIMESTAMP(3), site STRING, connected BOOLEAN, severity STRING,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device');

CREATE TABLE alerts (
  device STRING, window_end TIMESTAMP(3), newest DOUBLE, average DOUBLE
) WITH ('connector' = 'kafka', 'topic' = 'alerts', 'format' = 'json');

INSERT INTO alerts
SELECT device, window_end, newest, average
FROM (
  SELECT device, window_end, AVG(`value`) AS average, LAST_VALUE(`value`) AS newest,
    LAST_VALUE(connected) AS is_connected, MAX(ts) AS newest_ts
  FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '15' SECOND, INTERVAL '1' HOUR))
  GROUP BY device, window_start, window_end
)
WHERE is_connected AND newest / average < 0.5 AND newest_ts >= window_end - INTERVAL '15' SECOND;
