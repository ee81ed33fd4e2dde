/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('embeddings', table => {
    table.comment('Vectors of the texts of the context, by what they say');
    table.string('model', 255).notNullable();
    table.integer('dimensions').notNullable();
    table.string('text_hash', 64).notNullable().comment('SHA-256, in hex');
    table
      .binary('vector')
      .notNullable()
      .comment('32-bit floats, little-endian, of length 1');
    table
      .string('seen_at', 32)
      .notNullable()
      .comment('When the context last had this text, to about half a day');
    table.primary(['model', 'dimensions', 'text_hash']);
    table.index(['seen_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('embeddings');
};
