/**
 * Times are ISO 8601 text in UTC, written by the database's own clock where leases compare them (see
 * src/database/DatabaseClock.ts); JSON is text, so that SQLite and PostgreSQL behave alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('Data clusters as last read from the catalog');
    table.string('id', 512).primary().comment('Entity ref');
    table.string('name', 255).notNullable().index();
    table.string('title', 255).notNullable();
    table.text('description');
    table.string('owner_ref', 512).notNullable().index();
    table.string('warehouse', 255);
    table.string('context_ref', 2048);
    table.string('context_version', 64).notNullable();
    table.string('synced_at', 32).notNullable();
  });
  await knex.schema.createTable('cluster_audience', table => {
    table.comment('Groups that may see a cluster; no row means everybody');
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.string('entity_ref', 512).notNullable().index();
    table.primary(['cluster_id', 'entity_ref']);
  });
  await knex.schema.createTable('datasets', table => {
    table.string('id', 512).notNullable().comment('Entity ref');
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.string('title', 255).notNullable();
    table.text('description');
    table.string('warehouse', 255).notNullable();
    table.string('table_name', 512).notNullable();
    table.string('status', 16).notNullable().defaultTo('unknown');
    table.text('columns').notNullable().comment('JSON: DatasetColumn[]');
    table.bigInteger('row_count');
    table.string('partition_column', 255);
    table.string('newest', 32);
    table.string('rhythm', 32);
    table.boolean('deprecated').notNullable().defaultTo(false);
    table.string('schema_hash', 64);
    table.string('profiled_at', 32);
    table.primary(['cluster_id', 'id']);
  });
  await knex.schema.createTable('pairs', table => {
    table.string('id', 512).primary();
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.text('question').notNullable();
    table.text('phrasings').notNullable().comment('JSON: string[]');
    table.text('sql').notNullable();
    table.text('parameters').notNullable().comment('JSON: PairParameter[]');
    table.text('answer');
    table.string('author', 512);
    table.text('datasets').notNullable().comment('JSON: string[]');
    table.string('path', 1024).notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('validity', 16).notNullable().defaultTo('unchecked');
    table.text('validity_reason');
    table.string('validity_checked_at', 32);
    table.index(['cluster_id']);
  });
  await knex.schema.createTable('docs', table => {
    table.string('id', 512).primary();
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.string('title', 512).notNullable();
    table.text('body').notNullable();
    table.text('terms').notNullable().comment('JSON: Term[]');
    table.string('path', 1024).notNullable();
    table.string('content_hash', 64).notNullable();
    table.index(['cluster_id']);
  });
  await knex.schema.createTable('context_problems', table => {
    table.increments('id');
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.string('file', 1024).notNullable();
    table.integer('line');
    table.text('reason').notNullable();
    table.index(['cluster_id']);
  });

  await knex.schema.createTable('conversations', table => {
    table.string('id', 36).primary();
    table.string('user_ref', 512).notNullable();
    table.string('title', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.index(['user_ref', 'updated_at']);
  });
  await knex.schema.createTable('runs', table => {
    table.string('id', 36).primary();
    table
      .string('conversation_id', 36)
      .notNullable()
      .references('conversations.id')
      .onDelete('CASCADE');
    table.string('user_ref', 512).notNullable();
    table.string('idempotency_key', 255).notNullable();
    table.string('request_hash', 64).notNullable();
    table.string('message_id', 36).notNullable().comment("The asker's message");
    table.text('question').notNullable();
    table.string('cluster_id', 512).comment('Only this cluster, when asked so');
    table
      .text('askable')
      .notNullable()
      .comment(
        'JSON: ids of the clusters that the asker could ask when asking',
      );
    table.string('status', 16).notNullable();
    table.string('owner', 64).comment('Worker that holds the lease');
    table.integer('epoch').notNullable().defaultTo(0);
    table
      .bigInteger('lease_until')
      .comment(
        'Milliseconds of the database clock. Running: the lease; queued: not to be taken before',
      );
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('deadline_at').notNullable();
    table.integer('last_seq').notNullable().defaultTo(0);
    table.string('error_code', 64);
    table.text('error_message');
    table.string('created_at', 32).notNullable();
    table.string('finished_at', 32);
    table.unique(['conversation_id', 'idempotency_key']);
    table.index(['status', 'created_at']);
    table.index(['user_ref', 'status']);
  });
  await knex.schema.createTable('run_steps', table => {
    table
      .string('run_id', 36)
      .notNullable()
      .references('runs.id')
      .onDelete('CASCADE');
    table.integer('n').notNullable();
    table.string('kind', 32).notNullable();
    table.string('input_hash', 64).notNullable();
    table.text('result').notNullable().comment('JSON');
    table.string('created_at', 32).notNullable();
    table.primary(['run_id', 'n']);
  });
  await knex.schema.createTable('run_events', table => {
    table
      .string('run_id', 36)
      .notNullable()
      .references('runs.id')
      .onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.string('type', 32).notNullable();
    table.text('data').notNullable().comment('JSON');
    table.string('created_at', 32).notNullable();
    table.primary(['run_id', 'seq']);
  });
  await knex.schema.createTable('receipts', table => {
    table.string('id', 36).primary();
    table
      .string('run_id', 36)
      .notNullable()
      .unique()
      .references('runs.id')
      .onDelete('CASCADE');
    table.string('cluster_id', 512).notNullable().index();
    table.string('context_version', 64).notNullable();
    table.string('pair_id', 512);
    table.text('body').notNullable().comment('JSON: Receipt');
    table.string('created_at', 32).notNullable();
  });
  await knex.schema.createTable('messages', table => {
    table.string('id', 36).primary();
    table
      .string('conversation_id', 36)
      .notNullable()
      .references('conversations.id')
      .onDelete('CASCADE');
    table.string('role', 16).notNullable();
    table.text('text').notNullable();
    table
      .string('run_id', 36)
      .unique()
      .comment('Set on answers: one per run')
      .references('runs.id')
      .onDelete('CASCADE');
    table.text('answer').comment('JSON: Answer');
    table.string('receipt_id', 36);
    table.bigInteger('position').notNullable();
    table.string('created_at', 32).notNullable();
    table.unique(['conversation_id', 'position']);
  });
  await knex.schema.createTable('feedback', table => {
    table
      .string('run_id', 36)
      .primary()
      .references('runs.id')
      .onDelete('CASCADE');
    table.string('user_ref', 512).notNullable();
    table.string('rating', 8).notNullable();
    table.text('text');
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
  });
  await knex.schema.createTable('question_outcomes', table => {
    table.comment(
      'One row per finished run and cluster it touched, for coverage',
    );
    table.increments('id');
    table.string('run_id', 36).notNullable();
    table.string('cluster_id', 512).notNullable();
    table.string('tier', 16).notNullable();
    table.text('question').notNullable();
    table.string('asked_at', 32).notNullable();
    table.unique(['run_id', 'cluster_id']);
    table.index(['cluster_id', 'asked_at']);
  });
  await knex.schema.createTable('health_snapshots', table => {
    table.increments('id');
    table
      .string('cluster_id', 512)
      .notNullable()
      .references('clusters.id')
      .onDelete('CASCADE');
    table.float('score');
    table.text('signals').notNullable().comment('JSON: SignalResult[]');
    table.string('measured_at', 32).notNullable();
    table.index(['cluster_id', 'measured_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'health_snapshots',
    'question_outcomes',
    'feedback',
    'messages',
    'receipts',
    'run_events',
    'run_steps',
    'runs',
    'conversations',
    'context_problems',
    'docs',
    'pairs',
    'datasets',
    'cluster_audience',
    'clusters',
  ]) {
    await knex.schema.dropTable(name);
  }
};
