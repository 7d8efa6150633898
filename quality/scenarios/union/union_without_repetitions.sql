-- UNION without ALL gives each row once where the tables say how long it is remembered, and is refused where they do not.
CREATE TABLE a (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'scenario', 'state.ttl' = '1 d');
CREATE TABLE b (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'scenario', 'state.ttl' = '1 d');
CREATE TABLE c (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'scenario');

INSERT INTO a VALUES ('x', TIMESTAMP '2026-05-01 10:00:00'), ('y', TIMESTAMP '2026-05-01 10:00:01');
INSERT INTO b VALUES ('y', TIMESTAMP '2026-05-01 10:00:02'), ('z', TIMESTAMP '2026-05-01 10:00:03'), ('z', TIMESTAMP '2026-05-01 10:00:04');

SELECT k FROM a UNION SELECT k FROM b;
-- expect
-- | x |
-- | y |
-- | z |

-- expect error SQL-125
SELECT k FROM a UNION ^SELECT k FROM c^;

-- expect error SQL-125
SELECT k FROM a EXCEPT ^SELECT k FROM b^;
