"""The recipes that there are, by the name of their model."""

from undersong.learning.recipes.accept import AcceptRecipe
from undersong.learning.recipes.anomaly import AnomalyRecipe
from undersong.learning.recipes.base import Recipe
from undersong.learning.recipes.flow import FlowRecipe
from undersong.learning.recipes.stuck import StuckRecipe

# Those that learn from windows of work.
RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (StuckRecipe(), FlowRecipe(), AnomalyRecipe())}
# All that ship a release; `accept` learns from suggestions instead.
PRIORS: dict[str, Recipe] = {**RECIPES, AcceptRecipe.name: AcceptRecipe()}
