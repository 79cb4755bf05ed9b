"""A lot of documents: whose they are, checked side by side, what is known of them already.

Stands above `pipeline`, whose line checks each list of documents, and below `cli`. `run.check_all`
is the way in; `runners` says where the work is done (processes, any executor, a Dask cluster).
"""
