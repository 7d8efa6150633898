-- The price valid at the time of the order: a change at the same millisecond counts, one that comes late corrects what was said.
CREATE TABLE orders (id INT, item STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE prices (item STRING, price INT, ts TIMESTAMP(3), PRIMARY KEY (item) NOT ENFORCED, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
  WITH ('connector' = 'scenario');
INSERT INTO prices VALUES ('a', 10, TIMESTAMP '2026-05-01 10:00:00'), ('a', 20, TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO orders VALUES
  (1, 'a', TIMESTAMP '2026-05-01 09:59:59'),
  (2, 'a', TIMESTAMP '2026-05-01 10:00:59.999'),
  (3, 'a', TIMESTAMP '2026-05-01 10:01:00'),
  (4, 'b', TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO prices VALUES ('a', 15, TIMESTAMP '2026-05-01 10:00:30');
INSERT INTO orders VALUES (5, 'a', TIMESTAMP '2026-05-01 10:01:01');
SELECT o.id, p.price FROM orders AS o LEFT JOIN prices FOR SYSTEM_TIME AS OF o.ts AS p ON o.item = p.item;
-- expect
-- | 1 | NULL |
-- | 2 | 15 |
-- | 3 | 20 |
-- | 4 | NULL |
-- | 5 | 20 |
SELECT o.id, p.price FROM orders AS o JOIN prices FOR SYSTEM_TIME AS OF o.ts AS p ON o.item = p.item;
-- expect
-- | 2 | 15 |
-- | 3 | 20 |
-- | 5 | 20 |
