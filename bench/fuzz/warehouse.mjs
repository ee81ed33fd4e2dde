/** Makes the tables that the grammar reads, and others that it must not. */
export const WAREHOUSE = [
  'CREATE SCHEMA sales',
  'CREATE SCHEMA hr',
  'CREATE TABLE sales.customers (id INTEGER, name VARCHAR, email VARCHAR, country VARCHAR)',
  'CREATE TABLE sales.orders (id INTEGER, customer_id INTEGER, country VARCHAR, status VARCHAR, amount DECIMAL(12,2), ordered_at TIMESTAMP, items VARCHAR[])',
  'CREATE TABLE sales.events (user_id INTEGER, ts TIMESTAMP, kind VARCHAR)',
  'CREATE TABLE sales.margins_secret (sku VARCHAR, margin DOUBLE)',
  'CREATE TABLE sales."orders.x" (n INTEGER)',
  'CREATE TABLE hr.salaries (person VARCHAR, salary INTEGER)',
  'CREATE TABLE main.internal_tokens (token VARCHAR)',
  'CREATE VIEW sales.v_orders AS SELECT id, country FROM sales.orders',
  'CREATE SEQUENCE sales.seq',
  "CREATE TYPE sales.my_enum AS ENUM ('a')",
  'CREATE MACRO hr.leak() AS TABLE SELECT * FROM hr.salaries',
  'CREATE MACRO hr.leak_scalar(x) AS (SELECT max(salary) FROM hr.salaries)',
];
