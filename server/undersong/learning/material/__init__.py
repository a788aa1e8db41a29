"""What everything that learns is made of: data sets, scores, trees and graphs."""
