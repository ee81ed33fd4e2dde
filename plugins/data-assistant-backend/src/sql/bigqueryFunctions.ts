/**
 * Functions of GoogleSQL that may appear in a statement, as its reference manual names them; `SAFE.` before a name is
 * taken off. Each one computes from its arguments alone. Left out on purpose:
 *
 * - what reads the session, variables, other services or connections (`SESSION_USER`, `EXTERNAL_QUERY`, `AI.*`, `ML.*`,
 *   `BQ.*`, remote and persistent functions, `ST_REGIONSTATS`)
 * - what reads a whole table (`VECTOR_SEARCH`, `APPENDS`, `CHANGES`); `SEARCH` looks at a row's own values
 * - what deals with keys (`KEYS.*`, `AEAD.*`, `DETERMINISTIC_*`), stops the query (`ERROR`) or answers differently each
 *   time (`RAND`, `GENERATE_UUID`)
 *
 * `REPEAT`, `LPAD` and `RPAD` need a literal that bounds them.
 */
const AGGREGATES = `
  any_value approx_count_distinct approx_quantiles approx_top_count approx_top_sum array_agg array_concat_agg
  avg bit_and bit_or bit_xor corr count countif covar_pop covar_samp grouping logical_and logical_or max
  max_by min min_by stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
  hll_count.init hll_count.merge hll_count.merge_partial hll_count.extract
`;

const WINDOWS = `
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank percentile_cont
  percentile_disc rank row_number
`;

const NUMBERS = `
  abs acos acosh asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cosine_distance cot coth csc
  csch div euclidean_distance exp floor greatest ieee_divide is_inf is_nan least ln log log10 mod pi pow power
  range_bucket round safe_add safe_divide safe_multiply safe_negate safe_subtract sec sech sign sin sinh sqrt
  tan tanh trunc
`;

const TEXTS = `
  ascii byte_length char_length character_length chr code_points_to_bytes code_points_to_string collate concat
  contains_substr edit_distance ends_with farm_fingerprint format from_base32 from_base64 from_hex initcap instr
  left length lower lpad ltrim md5 normalize normalize_and_casefold octet_length regexp_contains regexp_extract
  regexp_extract_all regexp_instr regexp_replace regexp_substr repeat replace reverse right rpad rtrim
  safe_convert_bytes_to_string search sha1 sha256 sha512 soundex split starts_with strpos substr substring to_base32
  to_base64 to_code_points to_hex translate trim unicode upper
  net.host net.ip_from_string net.ip_net_mask net.ip_to_string net.ip_trunc net.ipv4_from_int64
  net.ipv4_to_int64 net.public_suffix net.reg_domain net.safe_ip_from_string
`;

const TIMES = `
  current_date current_datetime current_time current_timestamp date date_add date_bucket date_diff
  date_from_unix_date date_sub date_trunc datetime datetime_add datetime_bucket datetime_diff datetime_sub
  datetime_trunc extract format_date format_datetime format_time format_timestamp generate_date_array
  generate_range_array generate_timestamp_array justify_days justify_hours justify_interval last_day
  make_interval parse_date parse_datetime parse_time parse_timestamp range range_contains range_end
  range_intersect range_overlaps range_start string time time_add time_diff time_sub time_trunc timestamp
  timestamp_add timestamp_bucket timestamp_diff timestamp_micros timestamp_millis timestamp_seconds
  timestamp_sub timestamp_trunc unix_date unix_micros unix_millis unix_seconds
`;

/** The date part `WEEK(MONDAY)` looks like a call, and so do the positions of `array[OFFSET(0)]`. */
const FORMS = `
  week offset ordinal safe_offset safe_ordinal key safe_key struct unnest if ifnull nullif nullifzero zeroifnull
  coalesce iferror iserror typeof
`;

const NESTED = `
  array array_concat array_first array_filter array_includes array_includes_all array_includes_any
  array_is_distinct array_last array_length array_max array_min array_reverse array_slice array_sum array_avg
  array_to_string array_transform array_zip flatten generate_array bool float64 int64 float32 json_array
  json_array_append json_array_insert json_extract json_extract_array json_extract_scalar
  json_extract_string_array json_flatten json_keys json_object json_query json_query_array json_remove json_set
  json_strip_nulls json_type json_value json_value_array lax_bool lax_float64 lax_int64 lax_string parse_json
  to_json to_json_string bool_array float64_array int64_array string_array parse_numeric parse_bignumeric
`;

const PLACES = `
  s2_cellidfrompoint s2_coveringcellids st_angle st_area st_asbinary st_asgeojson st_astext st_azimuth
  st_boundary st_boundingbox st_buffer st_bufferwithtolerance st_centroid st_centroid_agg st_closestpoint
  st_clusterdbscan st_contains st_convexhull st_coveredby st_covers st_difference st_dimension st_disjoint
  st_distance st_dump st_dwithin st_endpoint st_equals st_extent st_exteriorring st_geogfrom
  st_geogfromgeojson st_geogfromtext st_geogfromwkb st_geogpoint st_geogpointfromgeohash st_geohash
  st_geometrytype st_hausdorffdistance st_interiorrings st_intersection st_intersects st_intersectsbox
  st_isclosed st_iscollection st_isempty st_isring st_length st_lineinterpolatepoint st_linelocatepoint
  st_linesubstring st_makeline st_makepolygon st_makepolygonoriented st_maxdistance st_npoints
  st_numgeometries st_numpoints st_perimeter st_pointn st_simplify st_snaptogrid st_startpoint st_touches
  st_union st_union_agg st_within st_x st_y
`;

/** Scalar, aggregate and window functions, lower case. */
export const bigqueryFunctions: ReadonlySet<string> = new Set(
  [AGGREGATES, WINDOWS, NUMBERS, TEXTS, TIMES, FORMS, NESTED, PLACES].flatMap(
    names => names.trim().split(/\s+/),
  ),
);

/** It makes rows of its argument alone. */
export const bigqueryTableFunctions: ReadonlySet<string> = new Set(['unnest']);
