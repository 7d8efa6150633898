-- The version valid at a time can only be told when the table says since when its rows are valid.
CREATE TABLE orders (item STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE prices (item STRING, price INT, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'scenario');
-- expect error SQL-131
SELECT o.item, p.price FROM orders AS o JOIN ^prices FOR SYSTEM_TIME AS OF o.ts AS p^ ON o.item = p.item;
