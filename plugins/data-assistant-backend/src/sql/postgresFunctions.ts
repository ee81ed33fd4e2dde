/**
 * Functions, operators and types of PostgreSQL that may appear in a statement, as its parser names them. Picked
 * from `pg_catalog`: each one computes from its arguments alone. Left out on purpose:
 *
 * - what reads settings, catalogs, files, large objects, the network, other sessions, or the asker's role
 * - what writes, notifies, locks, waits or counts up a sequence
 * - what answers differently each time (`random`, `gen_random_uuid`)
 * - what makes a huge value of a small one (`array_fill`, `factorial`); `repeat`, `lpad` and
 *   `format` need a literal that bounds them
 * - what runs SQL that comes as text (`query_to_xml`, `ts_stat`), or reads a dictionary (`to_tsvector`)
 * - types whose reading looks into the catalog (`regclass` and its like), or that depend on the server (`money`, `xml`)
 *
 * A type counts as a function, because casting runs its input function and `date(x)` is the same as a cast.
 * PostgreSQL looks for a function through the search path too; a role that may execute no other function than
 * the built-in ones makes that harmless.
 */
const OPERATORS = `
  + - * / % ^ |/ ||/ @ & | # ~ << >> && || = <> != < > <= >= ~~ !~~ ~~* !~~* ~* !~ !~* ^@
  -> ->> #> #>> @> <@ ? ?| ?& #- @? @@ -|- &< &> <<| |>> &<| |&>
`;

const TYPES = `
  bit bool bpchar bytea char date daterange datemultirange float4 float8 int2 int4 int4multirange int4range
  int8 int8multirange int8range interval json jsonb jsonpath name numeric nummultirange numrange text time
  timestamp timestamptz timetz tsmultirange tsrange tstzmultirange tstzrange uuid varbit varchar inet cidr
  macaddr point
`;

const AGGREGATES = `
  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
  json_object_agg jsonb_agg jsonb_object_agg max min mode percentile_cont percentile_disc range_agg
  range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
  regr_syy stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
`;

const WINDOWS = `
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
`;

const NUMBERS = `
  abs acos acosd acosh asin asind asinh atan atan2 atan2d atand atanh cbrt ceil ceiling cos cosd cosh cot
  cotd degrees div exp floor gcd lcm ln log log10 min_scale mod pi pow power radians round scale sign sin
  sind sinh sqrt tan tand tanh trim_scale trunc width_bucket
`;

const TEXTS = `
  ascii bit_count bit_length btrim char_length character_length chr concat concat_ws convert_from convert_to
  decode encode format get_bit get_byte initcap is_normalized left length like_escape lower lpad ltrim md5 normalize
  notlike octet_length overlay parse_ident position quote_ident quote_literal quote_nullable regexp_count
  regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
  regexp_split_to_table regexp_substr repeat replace reverse right rpad rtrim sha224 sha256 sha384 sha512
  similar_escape similar_to_escape split_part starts_with string_to_array string_to_table strip strpos substr
  substring to_ascii to_bin to_hex to_oct translate unistr upper num_nonnulls num_nulls pg_typeof
`;

const TIMES = `
  age clock_timestamp date_add date_bin date_subtract date_part date_trunc extract isfinite justify_days justify_hours
  justify_interval make_date make_interval make_time make_timestamp make_timestamptz now overlaps
  statement_timestamp timezone to_char to_date to_number to_timestamp transaction_timestamp
`;

const NESTED = `
  array_append array_cat array_dims array_length array_lower array_ndims array_position array_positions
  array_prepend array_remove array_replace array_reverse array_sort array_to_json array_to_string array_upper cardinality
  generate_subscripts isempty json_array_elements json_array_elements_text json_array_length
  json_build_array json_build_object json_each json_each_text json_extract_path json_extract_path_text
  json_object json_object_keys json_strip_nulls json_to_record json_to_recordset json_typeof
  jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object
  jsonb_concat jsonb_contains jsonb_each jsonb_each_text jsonb_exists jsonb_extract_path
  jsonb_extract_path_text jsonb_object jsonb_object_keys jsonb_path_exists jsonb_path_match
  jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_pretty jsonb_set jsonb_strip_nulls
  jsonb_to_record jsonb_to_recordset jsonb_typeof lower_inc lower_inf range_merge row_to_json to_json
  to_jsonb trim_array unnest upper_inc upper_inf generate_series
`;

const TABLE_FUNCTIONS = `
  generate_series generate_subscripts json_array_elements json_array_elements_text json_each json_each_text
  json_object_keys json_to_record json_to_recordset jsonb_array_elements jsonb_array_elements_text jsonb_each
  jsonb_each_text jsonb_object_keys jsonb_path_query jsonb_to_record jsonb_to_recordset regexp_matches
  regexp_split_to_table string_to_table unnest
`;

const words = (...lists: string[]): ReadonlySet<string> =>
  new Set(lists.flatMap(list => list.trim().split(/\s+/)));

export const postgresOperators = words(OPERATORS);

/** Scalar, aggregate, window and table functions, operators and types, lower case. */
export const postgresFunctions: ReadonlySet<string> = words(
  OPERATORS,
  TYPES,
  AGGREGATES,
  WINDOWS,
  NUMBERS,
  TEXTS,
  TIMES,
  NESTED,
);

/** They make rows of their arguments alone. */
export const postgresTableFunctions: ReadonlySet<string> =
  words(TABLE_FUNCTIONS);
