"""The recipes that there are, by the name of their model."""

from undersong.learning.recipes.anomaly import AnomalyRecipe
from undersong.learning.recipes.base import Recipe
from undersong.learning.recipes.flow import FlowRecipe
from undersong.learning.recipes.stuck import StuckRecipe

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (StuckRecipe(), FlowRecipe(), AnomalyRecipe())}
