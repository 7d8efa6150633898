-- A HOP whose size is not a multiple of its slide.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-142
SELECT pump, COUNT(*) AS n
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '25' SECOND, INTERVAL '60' SECOND))
GROUP BY pump, window_start, window_end;
