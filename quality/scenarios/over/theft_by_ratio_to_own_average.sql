-- A connected meter whose hour is less than half of the mean of its own four hours before is suspected; a disconnected one is not.
CREATE TABLE meters (
  meter STRING, kwh DOUBLE, connected BOOLEAN, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO meters VALUES
  ('m1', 4.0, TRUE, TIMESTAMP '2026-05-01 10:00:00'), ('m2', 2.0, TRUE, TIMESTAMP '2026-05-01 10:00:00'),
  ('m1', 4.0, TRUE, TIMESTAMP '2026-05-01 11:00:00'), ('m2', 2.0, TRUE, TIMESTAMP '2026-05-01 11:00:00'),
  ('m1', 5.0, TRUE, TIMESTAMP '2026-05-01 12:00:00'), ('m2', 2.0, TRUE, TIMESTAMP '2026-05-01 12:00:00'),
  ('m1', 3.0, TRUE, TIMESTAMP '2026-05-01 13:00:00'), ('m2', 2.0, TRUE, TIMESTAMP '2026-05-01 13:00:00');
INSERT INTO meters VALUES
  ('m1', 2.0, TRUE, TIMESTAMP '2026-05-01 14:00:00'),   -- exactly half is not less than half
  ('m2', 0.0, FALSE, TIMESTAMP '2026-05-01 14:00:00'),  -- switched off by the utility
  ('m1', 1.0, TRUE, TIMESTAMP '2026-05-01 15:00:00');

CREATE VIEW hours AS
SELECT meter, window_time AS hour_end, SUM(kwh) AS kwh, MIN(CASE WHEN connected THEN 1 ELSE 0 END) = 1 AS connected
FROM TABLE(TUMBLE(TABLE meters, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY meter, window_start, window_end, window_time;

SELECT meter, hour_end, kwh, usual_kwh FROM (
  SELECT meter, hour_end, kwh, connected, AVG(kwh) OVER (
    PARTITION BY meter ORDER BY hour_end ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING) AS usual_kwh
  FROM hours)
WHERE connected AND kwh / usual_kwh < 0.5;
-- expect
-- | m1 | 2026-05-01 15:59:59.999 | 1.0 | 3.5 |
