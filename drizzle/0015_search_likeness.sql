-- One wrong letter in seven leaves less than half of a name's trigrams alike: "gonsalo" is 0.45 of "gonzalo".
alter function search_people(text[], text, int, boolean, uuid, uuid[]) set pg_trgm.word_similarity_threshold = 0.4;
