-- GROUP BY without a window would keep every group for ever.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

-- expect error SQL-123
SELECT pump, COUNT(*) AS n FROM readings GROUP BY pump;
