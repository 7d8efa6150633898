-- A row is in 240 windows of an hour and costs the same as in one.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:00');

CREATE VIEW hourly AS
SELECT pump, window_start, SUM(temp_c) AS total
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '15' SECOND, INTERVAL '1' HOUR))
GROUP BY pump, window_start, window_end;

SELECT pump, window_start, total FROM hourly WHERE EXTRACT(MINUTE FROM window_start) = 30 AND EXTRACT(SECOND FROM window_start) = 0;

-- expect
-- | p1 | 2026-05-01 09:30:00.000 | 7.0 |
