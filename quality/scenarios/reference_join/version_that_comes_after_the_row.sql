-- Whichever stream comes first, the result is the same: here all orders before any price.
CREATE TABLE orders (id INT, item STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE prices (item STRING, price INT, ts TIMESTAMP(3), PRIMARY KEY (item) NOT ENFORCED, WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO orders VALUES
  (1, 'a', TIMESTAMP '2026-05-01 10:00:42'), (2, 'a', TIMESTAMP '2026-05-01 10:00:45'), (3, 'a', TIMESTAMP '2026-05-01 10:00:58');
INSERT INTO prices VALUES
  ('a', 1, TIMESTAMP '2026-05-01 10:00:41'), ('a', 2, TIMESTAMP '2026-05-01 10:00:45'), ('a', 3, TIMESTAMP '2026-05-01 10:00:47'),
  ('b', 9, TIMESTAMP '2026-05-01 10:00:47');
SELECT o.id, p.price FROM orders AS o JOIN prices FOR SYSTEM_TIME AS OF o.ts AS p ON o.item = p.item;
-- expect
-- | 1 | 1 |
-- | 2 | 2 |
-- | 3 | 3 |
