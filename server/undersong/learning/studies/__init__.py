"""Studies: public data sets of people, in the layouts in which others publish them."""
