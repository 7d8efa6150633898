-- The same heart rate in five-minute windows every minute: the first mean above 120 is that of minutes 2 to 6, which closes four minutes after the onset.
CREATE TABLE vitals (
  bed STRING, hr DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

INSERT INTO vitals VALUES
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:06:00'),
  ('bed-7', 135.0, TIMESTAMP '2026-05-01 10:07:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:08:00'),
  ('bed-7', 90.0, TIMESTAMP '2026-05-01 10:09:00');

SELECT bed, window_end, AVG(hr) AS mean_hr
FROM TABLE(HOP(TABLE vitals, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
GROUP BY bed, window_start, window_end
HAVING AVG(hr) > 120;

-- expect
-- | bed-7 | 2026-05-01 10:07:00.000 | 126.0 |
-- | bed-7 | 2026-05-01 10:08:00.000 | 135.0 |
-- | bed-7 | 2026-05-01 10:09:00.000 | 126.0 |
