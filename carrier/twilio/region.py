"""Twilio's regions: where calls and recordings are processed and kept, and which host of the REST API knows them."""

# Each region with data of its own, and the edge by which the API of that region is asked. Twilio has switched off the
# hosts that name a region without an edge, except that of the United States.
EDGES = {"au1": "sydney", "ie1": "dublin", "jp1": "tokyo", "us1": "ashburn"}
HOME = "us1"
API = "https://api.twilio.com"


def api_base(region: str, edge: str) -> str:
    """The address of the REST API in a region, by an edge; "" = Twilio's own choice."""
    if not region and not edge:
        return API
    region = region or HOME
    return f"https://api.{edge or EDGES[region]}.{region}.twilio.com"
