-- Two functions of one's own. A humidity that cannot be fails its row only; a sum of logarithms survives restarts and merges of panes.
CREATE FUNCTION dew_point AS 'dev.millrace.example.userfunctions.DewPoint' LANGUAGE JAVA;
CREATE FUNCTION geometric_mean AS 'dev.millrace.example.userfunctions.GeometricMean' LANGUAGE JAVA;

CREATE TABLE rooms (room STRING, temp_c DOUBLE, humidity INT, factor DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');

INSERT INTO rooms VALUES
  ('cellar', 20.0, 50, 2.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('cellar', 20.0, NULL, 8.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('cellar', 20.0, 100, NULL, TIMESTAMP '2026-05-01 10:01:30'),
  ('attic', 35.0, 140, 3.0, TIMESTAMP '2026-05-01 10:00:40');

SELECT room, ROUND(dew_point(temp_c, humidity), 2) AS dew FROM rooms;
-- expect
-- | cellar | 9.26 |
-- | cellar | NULL |
-- | cellar | 20.0 |

SELECT room, geometric_mean(factor) AS mean
FROM TABLE(HOP(TABLE rooms, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE))
GROUP BY room, window_start, window_end;
-- expect
-- | cellar | 4.0 |
-- | cellar | 4.0 |
-- | cellar | NULL |
-- | attic | 3.0 |
-- | attic | 3.0 |

SELECT room, geometric_mean(factor) OVER (PARTITION BY room ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS mean
FROM rooms WHERE room = 'cellar';
-- expect
-- | cellar | 2.0 |
-- | cellar | 4.0 |
-- | cellar | 8.0 |
-- expect ledger
-- | OVERFLOW | rooms | attic |
