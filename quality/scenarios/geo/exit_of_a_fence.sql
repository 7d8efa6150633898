-- A vehicle leaves its yard: inside in one fix, outside in the next. One that starts outside raises no alarm.
CREATE TABLE fixes (
  vehicle STRING, lat DOUBLE, lon DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO fixes VALUES
  ('v1', 50.50, 8.50, TIMESTAMP '2026-05-01 10:00:00'),
  ('v1', 50.55, 8.55, TIMESTAMP '2026-05-01 10:01:00'),
  ('v1', 50.65, 8.55, TIMESTAMP '2026-05-01 10:02:00'),
  ('v1', 50.70, 8.60, TIMESTAMP '2026-05-01 10:03:00'),
  ('v2', 51.00, 8.55, TIMESTAMP '2026-05-01 10:00:00'),
  ('v2', 51.10, 8.55, TIMESTAMP '2026-05-01 10:01:00'),
  ('v3', 50.55, 8.55, TIMESTAMP '2026-05-01 10:00:30');

CREATE VIEW placed AS
SELECT vehicle, lat, lon, ts,
  GEO_WITHIN(lat, lon, 'POLYGON((8.4 50.4, 8.6 50.4, 8.6 50.6, 8.4 50.6, 8.4 50.4))') AS is_inside
FROM fixes;

SELECT vehicle, left_at, metres_outside
FROM placed MATCH_RECOGNIZE (
  PARTITION BY vehicle ORDER BY ts
  MEASURES O.ts AS left_at, ROUND(GEO_DISTANCE_M(O.lat, O.lon, I.lat, I.lon)) AS metres_outside
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (I O) WITHIN INTERVAL '10' MINUTE
  DEFINE I AS I.is_inside, O AS NOT O.is_inside
) AS m;
-- expect
-- | v1 | 2026-05-01 10:02:00.000 | 11120.0 |
