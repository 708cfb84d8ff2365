import Transform
