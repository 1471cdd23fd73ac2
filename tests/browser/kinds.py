"""Pages of the first timeline that stand for the kinds of page: what one has to hold, all have to."""

KINDS = [
    "",
    "events/fighters-cross-into-iraq/",
    "events/jourani-killed/",
    "events/ain-al-asad-closing/",
    "years/2019/",
    "hijri/1440/",
    "places/",
    "places/iraq/",
    "actors/",
    "actors/daesh/",
    "categories/",
    "sources/",
    "sources/erem-news-2025-08/",
    "on-this-day/",
    "on-this-day/02/",
    "on-this-day/hijri/06/",
    "coverage/",
    "method/",
    "about/",
    "404.html",
]
