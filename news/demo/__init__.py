"""A believable newsroom to look at: real facts of one founding meeting, and plainly fictional people around them.

What is said stands in `content/` as plain files; the modules turn it into rows through the models' own rules.
"""

from .generated import add_generated_stories
from .seed import DemoRefusedError, load_newsroom

__all__ = ["DemoRefusedError", "add_generated_stories", "load_newsroom"]
