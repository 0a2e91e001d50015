"""Signed networks as Discourse Network Analyzer defines them: plain data, no Django.

``statements`` counts who affirms and contests what, ``one_mode`` and ``two_mode`` make
weights of it, ``network`` puts them together; ``graphml`` and ``edge_list`` write them,
``drawing`` draws them. The first variable is the holder, the second the doctrine, the
binary qualifier whether it is affirmed or contested.

Sources: Leifeld, Gruber and Bossner, Discourse Network Analyzer Manual (2018), chapter
2; Leifeld, Discourse network analysis: policy debates as dynamic networks (2017),
doi:10.1093/oxfordhb/9780190228217.013.25. Where the manual leaves a choice, we do what
the program itself does (its class Exporter).
"""
