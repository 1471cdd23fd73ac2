"""What programs of others say of the finished site: the Nu validator, lychee, Lighthouse."""
