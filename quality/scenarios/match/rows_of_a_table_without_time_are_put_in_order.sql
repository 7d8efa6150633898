-- ORDER BY a column of a table that has no WATERMARK: rows are put where they belong as they come, DESC and NULLS FIRST too.
CREATE TABLE steps (
  machine STRING, n INT, name STRING
) WITH ('connector' = 'scenario');

INSERT INTO steps VALUES
  ('m1', 1, 'start'), ('m1', 3, 'stop'), ('m2', 2, 'stop');
INSERT INTO steps VALUES
  ('m1', 2, 'run'), ('m2', 1, 'start'), ('m1', NULL, 'init');

SELECT machine, a, b, n FROM steps MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY n
  MEASURES A.n AS a, B.n AS b, COUNT(*) AS n
  PATTERN (A R* B)
  DEFINE A AS name = 'start', R AS name = 'run', B AS name = 'stop'
) AS m;
-- expect
-- | m1 | 1 | 3 | 3 |
-- | m2 | 1 | 2 | 2 |

SELECT machine, names FROM steps MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY n DESC NULLS FIRST
  MEASURES FIRST(A.name) AS names
  PATTERN (^ A)
  DEFINE A AS TRUE
) AS m;
-- expect
-- | m1 | init |
-- | m2 | stop |
