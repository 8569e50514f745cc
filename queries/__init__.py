"""Questions with tested answers: each is a record of Cypher, parameters and row type, asked of a store."""
