/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .string('follows_run_id', 36)
      .comment('The latest answered run when the question was put');
    table
      .bigInteger('time_left_ms')
      .comment('Waiting: what was left to the deadline when the run asked');
  });
  await knex.schema.alterTable('runs', table => {
    // The queue is sorted by more than when runs were made; one index that begins with the status will do.
    table.dropIndex(['status', 'created_at']);
    table.index(['status', 'deadline_at']);
  });
  await knex.schema.alterTable('messages', table => {
    table.string('cluster_id', 512).comment('Of a question put to one cluster');
  });
  await knex.schema.createTable('run_questions', table => {
    table.comment('What runs asked their askers; a run waits for the last one');
    table
      .string('run_id', 36)
      .notNullable()
      .references('runs.id')
      .onDelete('CASCADE');
    table.integer('n').notNullable().comment('Of the step that asks');
    table.string('input_hash', 64).notNullable();
    table.text('text').notNullable();
    table.text('choices').notNullable().comment('JSON: string[]');
    table.string('asked_at', 32).notNullable();
    table.text('reply');
    table.string('replied_at', 32);
    table.primary(['run_id', 'n']);
  });
  await knex.schema.createTable('run_drafts', table => {
    table.comment('What runs are at; overwritten, and void once an event came');
    table
      .string('run_id', 36)
      .primary()
      .references('runs.id')
      .onDelete('CASCADE');
    table
      .integer('after_seq')
      .notNullable()
      .comment(
        'The last event when it was written; void when there is another',
      );
    table.integer('revision').notNullable();
    table.text('data').notNullable().comment('JSON: RunDraft');
  });
  await knex.schema.createTable('run_usage', table => {
    table.comment(
      'What a run used up in a day (UTC); outlives the conversation, so that limits hold',
    );
    table.string('run_id', 36).notNullable();
    table.string('day', 10).notNullable().comment('YYYY-MM-DD');
    table.string('user_ref', 512).notNullable();
    table.integer('model_calls').notNullable().defaultTo(0);
    table.bigInteger('input_tokens').notNullable().defaultTo(0);
    table.bigInteger('output_tokens').notNullable().defaultTo(0);
    table.double('cost_usd').notNullable().defaultTo(0);
    table.bigInteger('scanned_bytes').notNullable().defaultTo(0);
    table
      .bigInteger('active_ms')
      .notNullable()
      .defaultTo(0)
      .comment('Time that it was worked on');
    table.primary(['run_id', 'day']);
    table.index(['user_ref', 'day']);
    table.index(['day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['run_usage', 'run_drafts', 'run_questions']) {
    await knex.schema.dropTable(name);
  }
  // The earlier schema has no such state, and nobody would ever end these runs.
  await knex('runs')
    .where({ status: 'waiting' })
    .update({ status: 'cancelled', finished_at: new Date().toISOString() });
  await knex.schema.alterTable('messages', table => {
    table.dropColumn('cluster_id');
  });
  await knex.schema.alterTable('runs', table => {
    table.dropIndex(['status', 'deadline_at']);
    table.index(['status', 'created_at']);
    table.dropColumn('follows_run_id');
    table.dropColumn('time_left_ms');
  });
};
