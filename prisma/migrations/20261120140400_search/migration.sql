-- Search. Names are matched by trigrams, also misspelt ones; texts by full-text search without stemming, since names and
-- skills come in many languages. All expressions are indexed exactly as written here, so use them exactly:
--
--   a name        fold(c.name) % fold($1)                     similar; order by similarity(fold(c.name), fold($1)) desc
--                 fold($1) <% fold(c.name)                    one word of it is similar (word_similarity for the order)
--                 fold(c.name) LIKE '%' || fold($1) || '%'    a part of it
--                 where c.name is candidate.name, job.title, client.name or app_user.name
--   profile       fold($1) <% candidate_profile(c)            headline and skills of a candidate, misspelt words too
--   whole texts   candidate_document(c) @@ search_query($1)   all words; order by ts_rank(candidate_document(c), search_query($1)) desc
--                 job_document(j) @@ search_query($1)
--                 message_document(m.text) @@ search_query($1)
--
-- c and j are rows of candidate and job: FROM candidate c. A query without any word matches nothing.

-- Lower case, without accents, in one Unicode form: "Łukasz Żółć" is "lukasz zolc". Immutable because the dictionary is
-- named with its schema.
CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC)));

-- Plain words out of a text. Names of skills that end in signs keep their meaning ("c++" is "cplusplus"), and signs
-- between words part them, since the parser would take "java/kotlin" for a path and "node.js" for a host.
CREATE FUNCTION search_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(
    replace(replace(replace(replace(public.fold(value), 'c++', 'cplusplus '), 'c#', 'csharp '), 'f#', 'fsharp '), '.net', ' dotnet '),
    '[^[:alnum:]]+', ' ', 'g');

CREATE FUNCTION search_vector(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('pg_catalog.simple'::regconfig, coalesce(public.search_words(value), ''));

CREATE FUNCTION search_query(value text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN plainto_tsquery('pg_catalog.simple'::regconfig, coalesce(public.search_words(value), ''));

CREATE FUNCTION joined(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(array_to_string(words, ' '), '');

-- Each document has two forms: one of columns, which is indexed and so reads only those columns, and one of a row, which
-- is short to write and turns into the first one when the query is planned.
CREATE FUNCTION candidate_profile(headline text, skills text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.fold(headline || ' ' || public.joined(skills));
CREATE FUNCTION candidate_profile(c candidate) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.candidate_profile((c).headline, (c).skills);

CREATE FUNCTION candidate_document(name text, headline text, skills text[], location text, resume text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN setweight(public.search_vector(name), 'A')
    || setweight(public.search_vector(headline || ' ' || public.joined(skills)), 'B')
    || setweight(public.search_vector(location), 'C')
    || setweight(public.search_vector(resume), 'D');
END $$;
CREATE FUNCTION candidate_document(c candidate) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.candidate_document((c).name, (c).headline, (c).skills, (c).location, (c).resume);

CREATE FUNCTION job_document(title text, reference text, required_skills text[], wished_skills text[], location text, description text)
RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN setweight(public.search_vector(title || ' ' || reference), 'A')
    || setweight(public.search_vector(public.joined(required_skills) || ' ' || public.joined(wished_skills)), 'B')
    || setweight(public.search_vector(location), 'C')
    || setweight(public.search_vector(description), 'D');
END $$;
CREATE FUNCTION job_document(j job) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.job_document((j).title, (j).reference, (j).required_skills, (j).wished_skills, (j).location, (j).description);

CREATE FUNCTION message_document(body text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN public.search_vector(body);
END $$;

CREATE INDEX candidate_name_similar ON candidate USING gin (fold(name) gin_trgm_ops);
CREATE INDEX candidate_profile_similar ON candidate USING gin (candidate_profile(headline, skills) gin_trgm_ops);
CREATE INDEX job_title_similar ON job USING gin (fold(title) gin_trgm_ops);
CREATE INDEX client_name_similar ON client USING gin (fold(name::text) gin_trgm_ops);
CREATE INDEX app_user_name_similar ON app_user USING gin (fold(name) gin_trgm_ops);

CREATE INDEX candidate_document_words ON candidate USING gin (candidate_document(name, headline, skills, location, resume));
CREATE INDEX job_document_words ON job USING gin (job_document(title, reference, required_skills, wished_skills, location, description));
CREATE INDEX message_document_words ON message USING gin (message_document(text));
