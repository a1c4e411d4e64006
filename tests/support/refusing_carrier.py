"""A carrier that refuses."""

from carrier.port import CarrierError


class Refusing:
    """A carrier that does nothing it is asked."""

    def __getattr__(self, name):
        def refuse(*args):
            raise CarrierError("it does not answer")

        return refuse
